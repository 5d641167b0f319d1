#pragma once

#include <cstdint>
#include <string>

/// One line of the program's report: a flat JSON object, built by chaining.
class Event
{
  public:
    explicit Event(const char* name);

    Event& with(const char* key, uint64_t value);
    Event& with(const char* key, const std::string& value);

    /// The object without the line's end.
    std::string json() const;

  private:
    std::string m_fields;
};

/// Keeps the real stdout for events and points file descriptor 1 at stderr, because iceoryx logs to stdout in
/// some releases. To be called before anything else is printed.
void claimStdout();

/// Writes one event as one line, at once and whole, whichever thread calls.
void report(const Event& event);

#include "events.hpp"

#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace
{
int eventsFd = STDOUT_FILENO;

/// Never destroyed: events are reported while static objects already go.
std::mutex& eventsMutex()
{
    static auto* const mutex = new std::mutex;
    return *mutex;
}

std::string quoted(const std::string& text)
{
    static constexpr char HEX[] = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text)
    {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
        {
            result += "\\u00";
            result += HEX[byte >> 4];
            result += HEX[byte & 0xf];
            continue;
        }
        if (c == '"' || c == '\\')
        {
            result += '\\';
        }
        result += c;
    }
    return result + '"';
}
} // namespace

Event::Event(const char* name)
    : m_fields("\"event\":" + quoted(name))
{
}

Event& Event::with(const char* key, uint64_t value)
{
    m_fields += ',' + quoted(key) + ':' + std::to_string(value);
    return *this;
}

Event& Event::with(const char* key, const std::string& value)
{
    m_fields += ',' + quoted(key) + ':' + quoted(value);
    return *this;
}

std::string Event::json() const
{
    return '{' + m_fields + '}';
}

void claimStdout()
{
    eventsFd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    dup2(STDERR_FILENO, STDOUT_FILENO);
}

void report(const Event& event)
{
    const std::string line = event.json() + '\n';
    const std::lock_guard<std::mutex> lock(eventsMutex());
    for (size_t written = 0; written < line.size();)
    {
        const auto count = write(eventsFd, line.data() + written, line.size() - written);
        if (count < 0 && errno != EINTR)
        {
            return;
        }
        written += count > 0 ? static_cast<size_t>(count) : 0;
    }
}

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

enum class Role
{
    Publisher,
    Subscriber,
    /// Takes every chunk of every pool, writes all of it and keeps it.
    Filler,
    /// Asks RouDi again and again and never reads an answer, until RouDi waits for ever for a place to put one.
    Mute,
};

/// What the program does instead of ending cleanly, once it has been asked to stop and its time is over.
enum class AtStop
{
    End,
    Abort,
    Allocate,
};

/// What the command line says; zero in an `…After` field means never.
struct Options
{
    Role role{Role::Publisher};
    std::string name;
    std::string service{"Counter"};
    std::string instance{"Test"};
    std::string event{"Sample"};
    std::chrono::milliseconds interval{100};
    uint64_t payloadBytes{64};
    uint64_t reportEvery{1};
    std::chrono::duration<double> stopAfter{0};
    bool ignoreSigterm{false};
    AtStop atStop{AtStop::End};
    bool fork{false};
    uint64_t abortAfter{0};
    uint64_t exitAfter{0};
    uint64_t hold{0};
    uint64_t extra{0};
    std::vector<uint64_t> sizes;
};

/// The roles' names, as given on the command line and shown in events.
const char* nameOf(Role role);

/// Reads the command line. `--help` prints the usage and exits with 0, a mistake names the flag and exits with 2.
Options parseOptions(int argc, char** argv);

/// Ends the program with exit code 2 and a message that names the flag, the value and what is wrong with it.
[[noreturn]] void refuse(const std::string& flag, const std::string& value, const std::string& reason);

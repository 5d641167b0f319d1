#include "options.hpp"
#include "sample.hpp"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <sstream>
#include <vector>

namespace
{
/// iceoryx lets a subscriber hold 256 samples at most; some are kept free for those being looked at.
constexpr uint64_t MAX_HOLD = 250;

constexpr Role ROLES[]{Role::Publisher, Role::Subscriber, Role::Filler, Role::Mute};

struct Flag
{
    std::string name;
    std::string value; // what stands for the value in the help; empty for a switch
    std::string help;
    std::function<void(const std::string&)> set;
};

uint64_t wholeNumber(const std::string& flag, const std::string& value, uint64_t min, uint64_t max)
{
    const bool digitsOnly = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    errno = 0;
    const uint64_t number = std::strtoull(value.c_str(), nullptr, 10);
    if (!digitsOnly || errno != 0 || number < min || number > max)
    {
        refuse(flag, value, "wants a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    }
    return number;
}

std::vector<uint64_t> wholeNumbers(const std::string& flag, const std::string& value)
{
    std::vector<uint64_t> numbers;
    std::istringstream words(value);
    for (std::string word; std::getline(words, word, ',');)
    {
        numbers.push_back(wholeNumber(flag, word, 1, UINT32_MAX));
    }
    return numbers;
}

double seconds(const std::string& flag, const std::string& value)
{
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (value.empty() || *end != '\0' || !std::isfinite(number) || number < 0 || number > 86400)
    {
        refuse(flag, value, "wants seconds from 0 to 86400, for example 1 or 0.5");
    }
    return number;
}

std::string fileName(const std::string& flag, const std::string& value)
{
    const auto allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";
    if (value.empty() || value.find_first_not_of(allowed) != std::string::npos)
    {
        refuse(flag, value, "becomes a file name: letters, digits and -_.: only");
    }
    return value;
}

AtStop atStop(const std::string& flag, const std::string& value)
{
    if (value == "abort")
    {
        return AtStop::Abort;
    }
    if (value == "allocate")
    {
        return AtStop::Allocate;
    }
    refuse(flag, value, "wants abort or allocate");
}

std::vector<Flag> flagsFor(Options& options)
{
    const auto count = [](const char* flag, uint64_t& target, uint64_t min, uint64_t max) {
        return [=, &target](const std::string& value) { target = wholeNumber(flag, value, min, max); };
    };
    std::vector<Flag> flags{
        {"--name", "NAME", "runtime name, unique at a RouDi (default counter-ROLE)",
         [&](const std::string& value) { options.name = fileName("--name", value); }},
        {"--service", "NAME", "service (default Counter)", [&](const std::string& value) { options.service = value; }},
        {"--instance", "NAME", "instance (default Test)", [&](const std::string& value) { options.instance = value; }},
        {"--event", "NAME", "event (default Sample)", [&](const std::string& value) { options.event = value; }},
        {"--report-every", "N", "report every Nth sample (default 1)",
         count("--report-every", options.reportEvery, 1, UINT64_MAX)},
        {"--exit-after", "N", "end cleanly after N samples", count("--exit-after", options.exitAfter, 1, UINT64_MAX)},
        {"--abort-after", "N", "abort() after N samples", count("--abort-after", options.abortAfter, 1, UINT64_MAX)},
        {"--stop-seconds", "S", "go on for S seconds after SIGTERM, then end cleanly (default 0)",
         [&](const std::string& value) {
             options.stopAfter = std::chrono::duration<double>(seconds("--stop-seconds", value));
         }},
        {"--ignore-sigterm", "", "report SIGTERM and go on for ever",
         [&](const std::string&) { options.ignoreSigterm = true; }},
    };
    flags.push_back({"--at-stop", "HOW", "instead of ending cleanly: abort, or allocate memory until it is killed",
                     [&](const std::string& value) { options.atStop = atStop("--at-stop", value); }});
    flags.push_back({"--fork", "", "start a child that inherits all descriptors and does nothing",
                     [&](const std::string&) { options.fork = true; }});
    flags.push_back({"--extra", "N", "make N more of the role that do nothing, so that RouDi runs out of them (default 0)",
                     count("--extra", options.extra, 0, 2000)});
    if (options.role == Role::Publisher)
    {
        flags.push_back({"--interval-ms", "N", "pause between samples (default 100)", [&](const std::string& value) {
                             options.interval =
                                 std::chrono::milliseconds(wholeNumber("--interval-ms", value, 0, 86'400'000));
                         }});
        flags.push_back({"--payload-bytes", "N", "size of a sample, to choose the pool (default 64)",
                         count("--payload-bytes", options.payloadBytes, sizeof(Sample), UINT32_MAX)});
    }
    else if (options.role == Role::Filler)
    {
        flags.push_back({"--sizes", "N,N…", "the sizes of all pools: take every chunk of each, write all of it and keep it",
                         [&](const std::string& value) { options.sizes = wholeNumbers("--sizes", value); }});
    }
    else if (options.role == Role::Subscriber)
    {
        flags.push_back({"--hold", "N", "keep the last N samples, so that the publisher's pool runs short (default 0)",
                         count("--hold", options.hold, 0, MAX_HOLD)});
    }
    return flags;
}

void printUsage()
{
    std::cout << "Publishes or receives numbered iceoryx samples and reports, as one JSON object per line on stdout,\n"
                 "what arrives, what is lost and how the program ends. The log of iceoryx goes to stderr.\n";
    for (const Role role : ROLES)
    {
        Options options;
        options.role = role;
        std::cout << "\nusage: counter " << nameOf(role) << " [FLAG]…\n";
        for (const Flag& flag : flagsFor(options))
        {
            const std::string left = flag.name + (flag.value.empty() ? "" : " " + flag.value);
            std::cout << "  " << left << std::string(left.size() < 22 ? 22 - left.size() : 1, ' ') << flag.help << '\n';
        }
    }
}

[[noreturn]] void misuse(const std::string& message)
{
    std::cerr << "counter: " << message << " (see counter --help)\n";
    std::exit(2);
}

Role roleOf(const std::string& word)
{
    for (const Role role : ROLES)
    {
        if (word == nameOf(role))
        {
            return role;
        }
    }
    misuse("'" + word + "' is no role: the first argument is publisher, subscriber, filler or mute");
}
} // namespace

const char* nameOf(Role role)
{
    switch (role)
    {
    case Role::Publisher:
        return "publisher";
    case Role::Subscriber:
        return "subscriber";
    case Role::Filler:
        return "filler";
    case Role::Mute:
        break;
    }
    return "mute";
}

void refuse(const std::string& flag, const std::string& value, const std::string& reason)
{
    misuse(flag + " '" + value + "': " + reason);
}

Options parseOptions(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    for (const auto& word : words)
    {
        if (word == "--help" || word == "-h")
        {
            printUsage();
            std::exit(0);
        }
    }
    if (words.empty())
    {
        misuse("the first argument is publisher, subscriber, filler or mute");
    }
    Options options;
    options.role = roleOf(words[0]);
    options.name = std::string("counter-") + nameOf(options.role);
    const auto flags = flagsFor(options);
    for (size_t i = 1; i < words.size(); ++i)
    {
        const auto equals = words[i].find('=');
        const std::string name = words[i].substr(0, equals);
        const Flag* flag = nullptr;
        for (const Flag& candidate : flags)
        {
            flag = candidate.name == name ? &candidate : flag;
        }
        if (flag == nullptr)
        {
            misuse("a " + std::string(nameOf(options.role)) + " has no flag '" + name + "'");
        }
        if (flag->value.empty())
        {
            if (equals != std::string::npos)
            {
                misuse(name + " takes no value");
            }
            flag->set("");
        }
        else if (equals != std::string::npos)
        {
            flag->set(words[i].substr(equals + 1));
        }
        else if (i + 1 < words.size())
        {
            flag->set(words[++i]);
        }
        else
        {
            misuse(name + " wants a value");
        }
    }
    return options;
}

#include "events.hpp"
#include "options.hpp"
#include "roles.hpp"
#include "stop.hpp"

#include "iceoryx_posh/runtime/posh_runtime.hpp"
#include "iceoryx_versions.hpp"

#include <csignal>
#include <cstdlib>
#include <new>
#include <unistd.h>

namespace
{
Totals totals;
bool endedCleanly = false;

/// Registered before the runtime is made, so that it runs after the runtime, a static object, was destroyed.
void reportCleanExit()
{
    if (endedCleanly)
    {
        report(Event("clean-exit").with("samples", totals.samples).with("lost", totals.lost));
    }
}

/// Touches more and more memory, as fast as a limit is reached, and does not come back.
[[noreturn]] void allocateUntilKilled()
{
    constexpr size_t PAGE = 4096;
    while (true)
    {
        static_cast<volatile char*>(::operator new(PAGE))[0] = 1;
    }
}

/// iceoryx cuts a text that is too long and goes on; this refuses it.
template <typename IceoryxString>
IceoryxString iceoryxString(const char* flag, const std::string& value)
{
    IceoryxString result;
    if (value.empty() || value.size() > IceoryxString::capacity() || !result.unsafe_assign(value.c_str()))
    {
        refuse(flag, value, "must have 1 to " + std::to_string(IceoryxString::capacity()) + " characters");
    }
    return result;
}
} // namespace

bool countSample(const Options& options, const Event& event, Totals& totals)
{
    ++totals.samples;
    if (totals.samples % options.reportEvery == 0)
    {
        report(event);
    }
    if (totals.samples == options.abortAfter)
    {
        std::abort();
    }
    return totals.samples == options.exitAfter;
}

int main(int argc, char** argv)
{
    const Options options = parseOptions(argc, argv);
    const auto name = iceoryxString<iox::RuntimeName_t>("--name", options.name);
    const iox::capro::ServiceDescription service{
        iceoryxString<iox::capro::IdString_t>("--service", options.service),
        iceoryxString<iox::capro::IdString_t>("--instance", options.instance),
        iceoryxString<iox::capro::IdString_t>("--event", options.event),
    };

    std::signal(SIGPIPE, SIG_IGN);
    claimStdout();
    std::atexit(reportCleanExit);
    Stop stop(options.stopAfter, options.ignoreSigterm);
    iox::runtime::PoshRuntime::initRuntime(name);
    stop.runtimeIsUp();
    report(Event("started")
               .with("role", nameOf(options.role))
               .with("name", options.name)
               .with("pid", static_cast<uint64_t>(getpid()))
               .with("iceoryx", ICEORYX_LATEST_RELEASE_VERSION));
    if (options.fork && fork() == 0)
    {
        while (true)
        {
            pause();
        }
    }
    switch (options.role)
    {
    case Role::Publisher:
        publish(options, service, stop, totals);
        break;
    case Role::Subscriber:
        subscribe(options, service, stop, totals);
        break;
    case Role::Filler:
        fill(options, service, stop, totals);
        break;
    case Role::Mute:
        beMute(options, stop);
        break;
    }
    if (options.atStop == AtStop::Abort)
    {
        std::abort();
    }
    if (options.atStop == AtStop::Allocate)
    {
        allocateUntilKilled();
    }
    endedCleanly = true;
    return EXIT_SUCCESS;
}

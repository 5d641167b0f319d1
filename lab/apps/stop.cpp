#include "stop.hpp"
#include "events.hpp"

#include <algorithm>
#include <csignal>
#include <optional>
#include <pthread.h>
#include <unistd.h>
#include <utility>

using Clock = std::chrono::steady_clock;

namespace
{
sigset_t stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

/// The next signal, or nothing once the deadline, if there is one, has passed.
std::optional<siginfo_t> nextSignal(const std::optional<Clock::time_point>& deadline)
{
    const sigset_t signals = stopSignals();
    siginfo_t info{};
    if (!deadline)
    {
        return sigwaitinfo(&signals, &info) > 0 ? std::optional(info) : std::nullopt;
    }
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(*deadline - Clock::now()).count();
    const auto nanoseconds = std::max<int64_t>(left, 0);
    const timespec timeout{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    return sigtimedwait(&signals, &info, &timeout) > 0 ? std::optional(info) : std::nullopt;
}
} // namespace

Stop::Stop(std::chrono::duration<double> after, bool ignoreSigterm)
{
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_watcher = std::thread([=] { watchSignals(after, ignoreSigterm); });
}

Stop::~Stop()
{
    m_finished = true;
    pthread_kill(m_watcher.native_handle(), SIGTERM);
    m_watcher.join();
}

void Stop::runtimeIsUp()
{
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_runtimeIsUp = true;
}

bool Stop::isDue() const
{
    const std::lock_guard<std::mutex> lock(m_mutex);
    return m_due;
}

bool Stop::waitFor(std::chrono::milliseconds time)
{
    std::unique_lock<std::mutex> lock(m_mutex);
    return m_changed.wait_for(lock, time, [this] { return m_due; });
}

void Stop::whenDue(std::function<void()> callback)
{
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_whenDue = std::move(callback);
    if (m_due && m_whenDue)
    {
        m_whenDue();
    }
}

void Stop::watchSignals(std::chrono::duration<double> after, bool ignoreSigterm)
{
    std::optional<Clock::time_point> deadline;
    while (true)
    {
        const auto signal = nextSignal(isDue() ? std::nullopt : deadline);
        if (m_finished)
        {
            return;
        }
        if (signal)
        {
            report(Event("signal")
                       .with("signal", static_cast<uint64_t>(signal->si_signo))
                       .with("from", static_cast<uint64_t>(signal->si_pid)));
            const bool ignored = ignoreSigterm && signal->si_signo == SIGTERM;
            if (!ignored && !deadline)
            {
                deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(after);
            }
        }
        if (deadline && Clock::now() >= *deadline)
        {
            becomeDue();
        }
    }
}

void Stop::becomeDue()
{
    const std::lock_guard<std::mutex> lock(m_mutex);
    m_due = true;
    m_changed.notify_all();
    if (m_whenDue)
    {
        m_whenDue();
    }
    if (!m_runtimeIsUp)
    {
        report(Event("exit-without-roudi"));
        _exit(128 + SIGTERM);
    }
}

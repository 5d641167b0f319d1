#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

/// Turns SIGTERM and SIGINT into a wish to stop. The signals stay blocked in every thread made after this object
/// and are fetched by a thread of its own, so that however often they come they are reported and do no harm.
class Stop
{
  public:
    /// @param after how long the program goes on after the first signal
    /// @param ignoreSigterm report SIGTERM and do nothing about it
    Stop(std::chrono::duration<double> after, bool ignoreSigterm);
    ~Stop();
    Stop(const Stop&) = delete;
    Stop& operator=(const Stop&) = delete;

    /// To be called once RouDi has answered. Before that no thread could act on a stop, because iceoryx waits up to a
    /// minute for RouDi without looking at signals: a stop then ends the program from here, with exit code 143.
    void runtimeIsUp();

    bool isDue() const;

    /// Sleeps until the time is over or a stop is due, and says which: true for the stop.
    bool waitFor(std::chrono::milliseconds time);

    /// Has this called once a stop is due, from another thread, or at once if it is due already. An empty function
    /// takes that back.
    void whenDue(std::function<void()> callback);

  private:
    void watchSignals(std::chrono::duration<double> after, bool ignoreSigterm);
    void becomeDue();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::function<void()> m_whenDue;
    bool m_runtimeIsUp{false};
    bool m_due{false};
    std::atomic<bool> m_finished{false};
    std::thread m_watcher;
};

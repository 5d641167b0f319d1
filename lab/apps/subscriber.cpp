#include "events.hpp"
#include "roles.hpp"
#include "sample.hpp"

#include "iceoryx_posh/popo/untyped_subscriber.hpp"
#include "iceoryx_posh/popo/user_trigger.hpp"
#include "iceoryx_posh/popo/wait_set.hpp"

#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace
{
/// Compares each publisher's numbers with what should come next.
class Sequence
{
  public:
    /// @return how many samples were lost before this one
    uint64_t check(const Sample& sample)
    {
        const auto [known, isNew] = m_next.try_emplace(sample.publisher, sample.n);
        const uint64_t expected = known->second;
        known->second = sample.n + 1;
        if (isNew)
        {
            report(Event("publisher").with("id", sample.publisher).with("n", sample.n));
        }
        else if (sample.n != expected)
        {
            const bool forward = sample.n > expected;
            report(Event(forward ? "gap" : "repeated").with("expected", expected).with("got", sample.n));
            return forward ? sample.n - expected : 0;
        }
        return 0;
    }

  private:
    std::map<uint64_t, uint64_t> m_next;
};
} // namespace

void subscribe(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals)
{
    iox::popo::UntypedSubscriber subscriber(service);
    std::vector<std::unique_ptr<iox::popo::UntypedSubscriber>> extra(options.extra);
    for (auto& one : extra)
    {
        one = std::make_unique<iox::popo::UntypedSubscriber>(service);
    }
    iox::popo::UserTrigger stopped;
    iox::popo::WaitSet<> waitSet;
    if (waitSet.attachEvent(subscriber, iox::popo::SubscriberEvent::DATA_RECEIVED).has_error()
        || waitSet.attachEvent(stopped).has_error())
    {
        report(Event("error").with("message", "the subscriber could not be attached to a WaitSet"));
        std::exit(EXIT_FAILURE);
    }
    Sequence sequence;
    std::deque<const void*> held;
    const auto keepOnly = [&](uint64_t count) {
        while (held.size() > count)
        {
            subscriber.release(held.front());
            held.pop_front();
        }
    };
    bool done = false;
    const auto takeAll = [&] {
        for (auto taken = subscriber.take(); !done && !taken.has_error(); taken = subscriber.take())
        {
            held.push_back(taken.value());
            const Sample sample = *static_cast<const Sample*>(taken.value());
            totals.lost += sequence.check(sample);
            done = countSample(options, Event("sample").with("n", sample.n).with("lost", totals.lost), totals);
            keepOnly(options.hold);
            done = done || stop.isDue();
        }
    };
    // A timed wait goes by the wall clock (iceoryx#2381): after that was set back it would not end to notice a stop.
    stop.whenDue([&] { stopped.trigger(); });
    // No event tells of samples that came before the subscriber was attached.
    takeAll();
    while (!done && !stop.isDue())
    {
        waitSet.wait();
        takeAll();
    }
    stop.whenDue({});
    keepOnly(0);
}

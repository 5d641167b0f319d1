#include "events.hpp"
#include "roles.hpp"

#include "iceoryx_posh/popo/untyped_publisher.hpp"
#include "iceoryx_posh/popo/untyped_subscriber.hpp"

#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace
{
/// The capacity of a subscriber's queue; no sample is taken out.
constexpr uint64_t QUEUE = 256;

/// A publisher and the subscriber that keeps what it publishes.
struct Pair
{
    explicit Pair(const iox::capro::ServiceDescription& service)
        : subscriber(service)
        , publisher(service)
    {
    }

    bool isConnected() const
    {
        return subscriber.getSubscriptionState() == iox::SubscribeState::SUBSCRIBED && publisher.hasSubscribers();
    }

    iox::popo::UntypedSubscriber subscriber;
    iox::popo::UntypedPublisher publisher;
};

/// @return how many chunks there were to write, QUEUE at most
uint64_t fillQueue(Pair& pair, uint64_t size)
{
    for (uint64_t chunks = 0; chunks < QUEUE; ++chunks)
    {
        auto loan = pair.publisher.loan(static_cast<uint32_t>(size));
        if (loan.has_error())
        {
            return chunks;
        }
        std::memset(loan.value(), 0xff, size);
        pair.publisher.publish(loan.value());
    }
    return QUEUE;
}
} // namespace

void fill(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals)
{
    std::vector<std::unique_ptr<Pair>> pairs;
    for (const uint64_t size : options.sizes)
    {
        uint64_t chunks = 0;
        uint64_t more = QUEUE;
        while (more == QUEUE)
        {
            iox::capro::IdString_t number;
            number.unsafe_assign(std::to_string(pairs.size()).c_str());
            pairs.push_back(std::make_unique<Pair>(iox::capro::ServiceDescription{
                service.getServiceIDString(), service.getInstanceIDString(), number}));
            while (!pairs.back()->isConnected())
            {
                if (stop.waitFor(std::chrono::milliseconds(1)))
                {
                    return;
                }
            }
            more = fillQueue(*pairs.back(), size);
            chunks += more;
        }
        totals.samples += chunks;
        report(Event("filled").with("size", size).with("chunks", chunks));
    }
    while (!stop.waitFor(std::chrono::hours(1)))
    {
    }
}

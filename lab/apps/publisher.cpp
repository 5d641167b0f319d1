#include "events.hpp"
#include "roles.hpp"
#include "sample.hpp"

#include "iceoryx_posh/popo/untyped_publisher.hpp"

#include <chrono>
#include <cstring>
#include <memory>
#include <vector>

namespace
{
uint64_t microsecondsSince1970()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}
} // namespace

void publish(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals)
{
    const uint64_t self = microsecondsSince1970();
    iox::popo::UntypedPublisher publisher(service);
    std::vector<std::unique_ptr<iox::popo::UntypedPublisher>> extra(options.extra);
    for (auto& one : extra)
    {
        one = std::make_unique<iox::popo::UntypedPublisher>(service);
    }
    do
    {
        auto loan = publisher.loan(static_cast<uint32_t>(options.payloadBytes));
        if (loan.has_error())
        {
            report(Event("loan-failed").with("n", totals.samples + 1));
            continue;
        }
        const uint64_t n = totals.samples + 1;
        std::memset(loan.value(), static_cast<int>(n & 0xff), options.payloadBytes);
        *static_cast<Sample*>(loan.value()) = Sample{self, n};
        publisher.publish(loan.value());
        if (countSample(options, Event("sample").with("n", n), totals))
        {
            return;
        }
    } while (!stop.waitFor(options.interval));
}

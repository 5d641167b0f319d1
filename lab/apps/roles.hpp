#pragma once

#include "events.hpp"
#include "iceoryx_posh/capro/service_description.hpp"
#include "options.hpp"
#include "stop.hpp"

/// What a role did, for the last line of the report.
struct Totals
{
    uint64_t samples{0};
    uint64_t lost{0};
};

/// Each runs until a stop is due or `--exit-after` is reached; everything iceoryx made for it is gone afterwards.
void publish(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals);
void subscribe(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals);
void fill(const Options& options, const iox::capro::ServiceDescription& service, Stop& stop, Totals& totals);
void beMute(const Options& options, Stop& stop);

/// Counts a sample, reports it when it is one to report, and obeys `--abort-after`.
/// @return whether `--exit-after` is reached
bool countSample(const Options& options, const Event& event, Totals& totals);

#pragma once

#include <cstdint>

/// The start of every payload; the rest is filling.
struct Sample
{
    /// When the publisher started, in microseconds since 1970: tells a new publisher from a repeated number.
    uint64_t publisher;
    /// Counts from 1.
    uint64_t n;
};

#pragma once

#include <zlib.h>

// deflateInit2 is a macro, which Swift does not import. Sixteen more bits than the largest window ask for gzip's frame.
static inline int czlib_begin_gzip(z_stream *_Nonnull stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

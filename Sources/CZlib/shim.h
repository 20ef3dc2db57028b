#pragma once
#include <zlib.h>

// inflateInit2 is a macro over the size of z_stream, so Swift cannot see it. 15 + 16: the largest window, gzip framing only.
static inline int presswork_inflate_init_gzip(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

// The same for deflateInit2: zlib's usual effort and memory.
static inline int presswork_deflate_init_gzip(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

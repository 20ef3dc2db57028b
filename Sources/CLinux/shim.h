#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

/// Names the calling thread; the kernel keeps 15 bytes. (`prctl` is variadic, which Swift cannot call.)
static inline void presswork_name_thread(const char * _Nonnull name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}

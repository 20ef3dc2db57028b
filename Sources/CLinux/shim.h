#pragma once
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Names the calling thread; the kernel keeps 15 bytes. (`prctl` is variadic, which Swift cannot call.)
static inline void presswork_name_thread(const char * _Nonnull name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}

/// Makes writing to a closed socket an error of the call (EPIPE) instead of a signal that ends the process: the signal
/// goes to the writing thread, where it stays blocked.
static inline void presswork_block_broken_pipes(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, 0);
}

/// How many cores the calling thread may use: fewer than the machine has where it was confined to some, as by `taskset` or a
/// container's cpuset. 0 where the kernel does not say. (glibc declares its wrapper only under _GNU_SOURCE.)
static inline int presswork_usable_cores(void) {
    unsigned long mask[128];
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    int cores = 0;
    for (long word = 0; word < bytes / (long)sizeof mask[0]; word++) cores += __builtin_popcountl(mask[word]);
    return cores;
}

/// A descriptor that becomes readable when the process ends; -1 and `errno` otherwise. (glibc has a wrapper from 2.36
/// on only; `syscall` is variadic.)
static inline int presswork_pidfd_open(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0);
}

/// Sends a signal to the very process a pidfd was opened for, whoever has its number now.
static inline int presswork_pidfd_send_signal(int descriptor, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, descriptor, signal, (void *)0, 0);
}

/// What a child is started with.
struct presswork_child {
    const char * _Nonnull path;
    char * _Nullable const * _Nonnull arguments;
    char * _Nullable const * _Nonnull environment;
    const char * _Nonnull directory;
    /// Becomes standard output and standard error.
    int output;
    /// Sent to the child when the thread that starts it ends.
    int death_signal;
    /// Whether to become `user` and `group` first.
    bool changes_user;
    uid_t user;
    gid_t group;
};

/// The child's half of `presswork_start_child`: only async-signal-safe calls, as other threads may hold any lock.
static inline void presswork_become(const struct presswork_child * _Nonnull child, pid_t parent, int failure) {
    sigset_t none;
    sigemptyset(&none);
    for (int signal = 1; signal < 32; signal++) {
        if (signal != SIGKILL && signal != SIGSTOP) sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, 0);
    }
    sigprocmask(SIG_SETMASK, &none, 0);
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null < 0 || setpgid(0, 0) != 0) goto failed;
    if (child->changes_user
        && (setgroups(1, &child->group) != 0 || setgid(child->group) != 0 || setuid(child->user) != 0)) goto failed;
    // A change of user clears the death signal, so it comes after; the parent may be gone already.
    if (prctl(PR_SET_PDEATHSIG, child->death_signal, 0, 0, 0) != 0) goto failed;
    if (getppid() != parent) _exit(126);
    if (chdir(child->directory) != 0) goto failed;
    if (dup2(null, 0) < 0 || dup2(child->output, 1) < 0 || dup2(child->output, 2) < 0) goto failed;
    // 4: CLOSE_RANGE_CLOEXEC. Kernels before 5.11 refuse; our own descriptors are all close-on-exec anyway.
    syscall(SYS_close_range, 3u, ~0u, 4u);
    execve(child->path, child->arguments, child->environment);
failed:;
    int code = errno;
    if (write(failure, &code, sizeof code) < 0) _exit(126);
    _exit(127);
}

/// Starts a process in a group of its own (Swift may not call `fork`). Returns its id, or minus an `errno`, also when
/// the program could not be executed.
static inline pid_t presswork_start_child(const struct presswork_child * _Nonnull child) {
    int failure[2];
    // A pipe would do, but `pipe2` is declared only under _GNU_SOURCE, under which system types differ between modules.
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, failure) != 0) return -errno;
    pid_t parent = getpid();
    pid_t process = fork();
    if (process == 0) presswork_become(child, parent, failure[1]);
    int code = process < 0 ? errno : 0;
    close(failure[1]);
    if (process > 0) {
        ssize_t count;
        do count = read(failure[0], &code, sizeof code); while (count < 0 && errno == EINTR);
    }
    close(failure[0]);
    // Nobody will ask for a child that did not become the program: a zombie would stay.
    if (code != 0 && process > 0) while (waitpid(process, 0, 0) < 0 && errno == EINTR) {}
    return code == 0 ? process : -code;
}

import CLinux
import Glibc

extension ChildProcess {
    /// Forks and executes; waits only until the program is loaded.
    static func start(_ command: Command) throws(ChildProcessError) -> pid_t {
        let output = unsafe open(command.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw ChildProcessError(command.log, errno) }
        defer { close(output) }
        let arguments = CStrings([command.executable] + command.arguments)
        let environment = CStrings(command.environment.map { "\($0)=\($1)" }.sorted())
        let pid = unsafe command.executable.withCString { path in
            unsafe command.directory.withCString { directory in
                var child = unsafe presswork_child(
                    path: path, arguments: arguments.pointers, environment: environment.pointers,
                    directory: directory, output: output, death_signal: command.deathSignal,
                    changes_user: command.user != nil, user: command.user?.id ?? 0, group: command.user?.group ?? 0)
                return unsafe presswork_start_child(&child)
            }
        }
        guard pid > 0 else { throw ChildProcessError(command.executable, -pid) }
        return pid
    }

    /// Owns a NULL-terminated array of C strings.
    @safe
    private final class CStrings {
        let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        private let count: Int

        init(_ strings: [String]) {
            count = strings.count
            unsafe pointers = .allocate(capacity: strings.count + 1)
            for (index, string) in strings.enumerated() {
                unsafe (pointers + index).initialize(to: strdup(string))
            }
            unsafe (pointers + count).initialize(to: nil)
        }

        deinit {
            for index in 0..<count { unsafe free(pointers[index]) }
            unsafe pointers.deallocate()
        }
    }
}

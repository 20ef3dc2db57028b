import EventLoops
import Glibc

/// The file by which a later run finds a server that a killed run left: process id, and the moment it began in the
/// kernel's ticks, so that a number given to another process is not taken for it.
struct PidFile: Sendable {
    let path: String

    func write(_ pid: CInt) throws(LocalServerError) {
        try Files.write("\(pid) \(Self.startTime(pid) ?? "?")\n", to: path)
    }

    func remove() {
        Files.remove(path)
    }

    /// The process that the file means, if it lives and its command line names `folder`.
    func process(naming folder: String) -> ProcessHandle? {
        let words = Files.read(path)?.split(whereSeparator: \.isWhitespace) ?? []
        guard words.count == 2, let pid = CInt(words[0]), pid > 1, let handle = ProcessHandle(pid: pid),
            Self.startTime(pid) == String(words[1]),
            Files.read("/proc/\(pid)/cmdline")?.contains(folder) == true
        else { return nil }
        return handle
    }

    /// Field 22 of /proc/PID/stat; the name in field 2 may contain anything, so fields count from its parenthesis.
    private static func startTime(_ pid: CInt) -> String? {
        guard let stat = Files.read("/proc/\(pid)/stat"), let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }
}

import Foundation

/// The memory that this process occupies.
enum ResidentMemory {
    /// Bytes, from the second field of `/proc/self/statm`, which counts pages (proc(5)); nil where there is none.
    static var bytes: Int? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}

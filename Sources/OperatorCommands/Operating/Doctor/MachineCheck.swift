import Covers
import EventLoops
import Foundation
import Glibc
import Transfers

/// What every use needs of the machine: fonts, disk space, a libcurl that can.
struct MachineCheck: Sendable {
    private static let neededBytes: Int64 = 256 << 20
    private static let comfortableBytes: Int64 = 2 << 30

    func findings() async -> [Finding] { [await fonts(), disk(), curl()] }

    private func fonts() async -> Finding {
        let pool = ComputePool(name: "fonts", threads: 1)
        do {
            _ = try await pool.run { try CoverRenderer() }
            return .good("fonts", "the covers' fonts are installed")
        } catch {
            return .bad("fonts", "\(error)", "sudo ops/setup.sh, or apt-get install the package named")
        }
    }

    private func disk() -> Finding {
        let folder = FileManager.default.currentDirectoryPath
        do {
            let facts = try FileManager.default.attributesOfFileSystem(forPath: folder)
            guard let free = (facts[.systemFreeSize] as? NSNumber)?.int64Value else {
                return .advice("disk", "the free space of \(folder) is not known", "look at df")
            }
            return Self.disk(free: free)
        } catch {
            return .bad("disk", "\(folder) cannot be looked at: \(error)")
        }
    }

    /// What so many free bytes mean.
    static func disk(free: Int64) -> Finding {
        let text = "\(free >> 20) MB are free here"
        if free < neededBytes { return .bad("disk", text, "free some: local servers and files need 256 MB at least") }
        if free < comfortableBytes { return .advice("disk", text, "free some before a long run") }
        return .good("disk", text)
    }

    private func curl() -> Finding {
        let features = TransferFeatures.current
        let text = "libcurl \(features.version)"
        guard features.hasTLS else {
            return .bad("curl", "\(text) has no TLS", "install Debian's libcurl4-openssl-dev")
        }
        let missing = features.missing
        guard missing.isEmpty else {
            return .advice("curl", "\(text) lacks \(missing.joined(separator: ", "))", "pages are fetched without it")
        }
        return .good("curl", "\(text) with TLS, HTTP/2 and compression")
    }
}

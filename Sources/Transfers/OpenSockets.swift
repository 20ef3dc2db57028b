import EventLoops
import Glibc

/// The sockets that curl has open for one mail session, so that they can be shut when curl waits in place on them.
final class OpenSockets: Sendable {
    private let descriptors = Locked<Set<CInt>>([])

    func add(_ descriptor: CInt) {
        descriptors.withLock { _ = $0.insert(descriptor) }
    }

    /// Closes a socket that curl has done with.
    func close(_ descriptor: CInt) -> CInt {
        // Under the lock, so that `shutAll` cannot meet the number in its next life.
        descriptors.withLock { descriptors in
            descriptors.remove(descriptor)
            return Glibc.close(descriptor)
        }
    }

    /// Ends every conversation at once; curl finds the sockets dead and closes them.
    func shutAll() {
        descriptors.withLock { descriptors in
            for descriptor in descriptors { shutdown(descriptor, CInt(SHUT_RDWR)) }
        }
    }
}

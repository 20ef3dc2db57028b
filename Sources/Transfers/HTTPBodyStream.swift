/// The decoded body of an answer as it arrives, in pieces of up to about 256 KiB. Valid inside `withResponse` only,
/// and read once.
package struct HTTPBodyStream: AsyncSequence, Sendable {
    /// Reads the pieces in order.
    package struct AsyncIterator: AsyncIteratorProtocol {
        let pipe: DownloadPipe

        /// - Throws: `TransferError` if the transfer fails or passes a limit midway.
        package func next() async throws(TransferError) -> [UInt8]? { try await pipe.next() }

        package func next(isolation actor: isolated (any Actor)?) async throws(TransferError) -> [UInt8]? {
            try await pipe.next()
        }
    }

    let pipe: DownloadPipe

    /// To be asked for once.
    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pipe: pipe) }
}

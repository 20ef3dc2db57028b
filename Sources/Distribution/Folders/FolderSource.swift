package import Pipelines

/// Finds the store behind a channel that is a folder or a bucket.
package struct FolderSource: Sendable {
    private let open: @Sendable (Channel) async throws -> ChannelFolder

    /// - Parameter open: Throws when the channel names no usable place.
    package init(_ open: @escaping @Sendable (Channel) async throws -> ChannelFolder) { self.open = open }

    func folder(of channel: Channel) async throws -> ChannelFolder { try await open(channel) }
}

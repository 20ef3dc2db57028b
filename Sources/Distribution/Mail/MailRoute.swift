package import Pipelines

/// Sends a channel's mail where the channel says: a channel with a `folder` gets files, any other its mail server.
package struct MailRoute: MailTransport {
    private let smtp: SMTPTransport
    private let folder: FolderTransport

    package init(smtp: SMTPTransport, folder: FolderTransport) {
        self.smtp = smtp
        self.folder = folder
    }

    package func send(
        _ message: [UInt8], id: String, from: String, to recipient: String, channel: Channel
    ) async -> DeliveryOutcome {
        await transport(for: channel).send(message, id: id, from: from, to: recipient, channel: channel)
    }

    package func lookUp(id: String, channel: Channel) async -> LookUp {
        await transport(for: channel).lookUp(id: id, channel: channel)
    }

    private func transport(for channel: Channel) -> any MailTransport {
        channel.settings["folder"] == nil ? smtp : folder
    }
}

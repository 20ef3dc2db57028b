package import Pipelines
package import Transfers

/// Hands letters to the mail server of their channel. A server gives no way to ask whether it has a message, so a lost
/// reply is for a person.
package struct SMTPTransport: MailTransport {
    /// Finds the client for a server's URL; the runtime keeps one for each.
    package typealias ClientSource = @Sendable (_ url: Secret) async throws -> SMTPClient

    private let secrets: any SecretSource
    private let client: ClientSource

    package init(secrets: any SecretSource, client: @escaping ClientSource) {
        self.secrets = secrets
        self.client = client
    }

    package func send(
        _ message: [UInt8], id: String, from: String, to recipient: String, channel: Channel
    ) async -> DeliveryOutcome {
        let name = channel.secrets["url"] ?? "PRESSWORK_SMTP_URL"
        guard let url = channel.settings["url"].map(Secret.init) ?? secrets.secret(named: name) else {
            return .notSent(reason: "the secret \(name) is not set")
        }
        do {
            let letter = try SMTPMessage(envelopeFrom: from, recipient: recipient, data: message)
            _ = try await client(url).send(letter)
            return .confirmed(externalID: id, location: nil)
        } catch let error as SMTPError {
            return Self.outcome(of: error)
        } catch {
            return .notSent(reason: "\(error)")
        }
    }

    package func lookUp(id: String, channel: Channel) async -> LookUp { .undecidable }

    private static func outcome(of error: SMTPError) -> DeliveryOutcome {
        switch error.code {
        case .invalid, .refusedPermanently: .failed(reason: error.message)
        case .refusedTemporarily, .notSent: .notSent(reason: error.message)
        case .unknown: .unknown(reason: error.message)
        }
    }
}

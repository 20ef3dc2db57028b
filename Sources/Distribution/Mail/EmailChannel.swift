import Foundation
package import Pipelines

/// Sends letters to readers: composes one message for each and hands it to a ``MailTransport``.
package struct EmailChannel: ChannelAdapter {
    package let kind = ChannelKind.email

    private static let assetLimit = 4 << 20
    private let transport: any MailTransport
    private let publicURL: String
    private let clock: any WallClock

    /// - Parameter publicURL: Where readers reach the gateway; unsubscribe links begin with it.
    package init(transport: any MailTransport, publicURL: String, clock: any WallClock) {
        self.transport = transport
        self.publicURL = Self.withoutSlash(publicURL)
        self.clock = clock
    }

    package func deliver(_ shipment: Shipment, in context: any StageContext) async -> DeliveryOutcome {
        do {
            let message = try await compose(shipment, in: context)
            return await transport.send(
                message.bytes(), id: message.messageID, from: message.from.address, to: message.to.address,
                channel: shipment.delivery.plan.channel)
        } catch let error as StageError where error.disposition == .discard {
            return .failed(reason: error.message)
        } catch {
            return .notSent(reason: "the letter could not be composed: \(error)")
        }
    }

    package func lookUp(_ shipment: Shipment, in context: any StageContext) async -> LookUp {
        await transport.lookUp(
            id: Self.messageID(shipment), channel: shipment.delivery.plan.channel)
    }

    /// Builds the message: the letter's markers become this reader's links.
    func compose(_ shipment: Shipment, in context: any StageContext) async throws -> MailMessage {
        guard let reader = shipment.subscriber else {
            throw StageError(code: "reader.missing", message: "A letter needs a reader.", disposition: .discard)
        }
        let channel = shipment.delivery.plan.channel
        let from = try Self.sender(channel)
        let html = try await text(.letter, "text/html", shipment, context)
        let plain = try await text(.letter, "text/plain", shipment, context)
        let picture = shipment.asset(.header, mediaType: "image/jpeg")
        let gateway = channel.settings["unsubscribe"].map(Self.withoutSlash) ?? publicURL
        let unsubscribe = "\(gateway)/u/\(reader.unsubscribeToken)"
        let markers = LetterMarkers(
            unsubscribeURL: unsubscribe, viewURL: try await webLocation(of: shipment, context),
            headerImage: picture == nil ? "" : "cid:header")
        var image: [UInt8]?
        if let picture { image = try await context.load(picture.digest, limit: Self.assetLimit) }
        return MailMessage(
            from: from, to: (reader.name, reader.address), replyTo: channel.settings["reply_to"],
            subject: shipment.subject, date: clock.now(), messageID: Self.messageID(shipment),
            listID: Self.listID(channel, from.address), unsubscribeURL: unsubscribe,
            unsubscribeMailbox: channel.settings["unsubscribe_mailbox"], text: markers.fillText(plain),
            html: markers.fillHTML(html), headerImage: image)
    }

    /// Where a `site` channel of the same pipeline shows the product, if it has been published to the web.
    private func webLocation(of shipment: Shipment, _ context: any StageContext) async throws -> String? {
        for distribution in context.request.pipeline.distribution where distribution.channel.kind == .site {
            let delivery = try await context.lastConfirmed(
                shipment.version.product, on: distribution.channel, action: .publish)
            if let location = delivery?.location, location.hasPrefix("http") { return location }
        }
        return nil
    }

    private func text(
        _ role: AssetRole, _ mediaType: String, _ shipment: Shipment, _ context: any StageContext
    ) async throws -> String {
        guard let asset = shipment.asset(role, mediaType: mediaType) else {
            throw StageError(
                code: "asset.missing",
                message: "\(shipment.version.product) has no \(mediaType) letter; give the product the formats "
                    + "html and text.",
                disposition: .discard)
        }
        return String(decoding: try await context.load(asset.digest, limit: Self.assetLimit), as: UTF8.self)
    }

    /// Stable over attempts, so that a mail server's log can tell whether it has been there before.
    static func messageID(_ shipment: Shipment) -> String {
        let domain = (try? sender(shipment.delivery.plan.channel).address).flatMap(domain(of:)) ?? "localhost"
        return "pw.\(shipment.delivery.key.hex.prefix(32))@\(domain)"
    }

    /// Reads `from: Still Water <letters@stillwater.example>`.
    static func sender(_ channel: Channel) throws(StageError) -> (name: String?, address: String) {
        let text = channel.settings["from"] ?? channel.account
        let address: String
        var name: String?
        if let open = text.lastIndex(of: "<"), text.hasSuffix(">") {
            address = String(text[text.index(after: open)...].dropLast())
            name = text[..<open].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
        } else {
            address = text
        }
        guard domain(of: address) != nil else {
            throw StageError(
                code: "channel.from",
                message: "\(channel.name) needs a sender: set `from: Name <address>` in channels.yaml.",
                disposition: .discard)
        }
        return (name, address)
    }

    private static func withoutSlash(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    private static func listID(_ channel: Channel, _ address: String) -> String {
        let label = channel.name.name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(String(label)).\(domain(of: address) ?? "localhost")"
    }

    private static func domain(of address: String) -> String? {
        guard let at = address.lastIndex(of: "@"), at != address.startIndex else { return nil }
        let domain = address[address.index(after: at)...]
        return domain.isEmpty ? nil : String(domain)
    }
}

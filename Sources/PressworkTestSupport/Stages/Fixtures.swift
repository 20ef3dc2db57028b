package import Foundation
package import Pipelines

extension UUID {
    /// A recognisable id: `00000000-0000-7000-8000-` and the number in hexadecimal.
    package static func fixture(_ number: UInt32) -> UUID {
        func byte(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: number >> shift) }
        return UUID(
            uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, byte(24), byte(16), byte(8), byte(0)))
    }
}

extension Identifier<Named.Tenant> {
    /// The tenant of every fixture.
    package static var fixture: TenantID { TenantID(.fixture(1)) }
}

extension RunReference {
    /// A run for 2026-11-20 12:00 UTC (week 2026-W47).
    package static func fixture(
        _ number: UInt32 = 0, parameters: [String: String] = ["topic": "nature aquarium"], mode: RunMode = .rehearse,
        origin: RunOrigin = .manual, resend: String? = nil, refresh: Bool = false
    ) -> RunReference {
        RunReference(
            id: RunID(.fixture(100 + number)), logicalTime: Date(timeIntervalSince1970: 1_795_176_000),
            parameters: parameters, mode: mode, origin: origin, resend: resend, refresh: refresh)
    }
}

extension Item {
    /// An item of a fixture run.
    package static func fixture(
        key: String = "2026-W47", index: Int = 0, fields: [String: String] = [:]
    ) -> Item {
        Item(id: ItemID(.fixture(200 + UInt32(index))), key: key, index: index, fields: fields)
    }
}

extension Channel {
    /// A mail account.
    package static let mail = Channel(
        name: ChannelName(kind: .email, name: "tank-main"), account: "tank@example.org",
        settings: [
            "from": "Tank Weekly <tank@example.org>", "smtp": "smtp://127.0.0.1:2525",
            "unsubscribe": "https://example.org/u/",
        ],
        secrets: ["password": "TANK_SMTP_PASSWORD"])
    /// A Gumroad shop.
    package static let shop = Channel(
        name: ChannelName(kind: .gumroad, name: "tank-shop"), account: "tank-shop", settings: [:],
        secrets: ["token": "GUMROAD_TOKEN"])
    /// A folder of pages.
    package static let archive = Channel(
        name: ChannelName(kind: .site, name: "archive"), account: "archive", settings: ["folder": "archive"],
        secrets: [:])
    /// A folder of posts.
    package static let posts = Channel(
        name: ChannelName(kind: .social, name: "posts"), account: "tank", settings: ["folder": "posts"], secrets: [:])

    /// One account of each kind.
    package static let fixtures: [Channel] = [.mail, .shop, .archive, .posts]
}

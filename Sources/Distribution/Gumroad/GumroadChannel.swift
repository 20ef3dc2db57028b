import Foundation
package import Pipelines
import Transfers

/// Publishes e-books on Gumroad: file, product, cover, thumbnail, then on sale.
///
/// The product's address at Gumroad (`custom_permalink`) follows from our product's identity and is unique there, so a
/// product whose creation was lost is found by it and never made twice.
package struct GumroadChannel: ChannelAdapter {
    package let kind = ChannelKind.gumroad

    private static let fileLimit = 256 << 20
    private let api: GumroadAPI

    package init(api: GumroadAPI) { self.api = api }

    package func deliver(_ shipment: Shipment, in context: any StageContext) async -> DeliveryOutcome {
        do {
            let account = try api.account(of: shipment.delivery.plan.channel)
            return try await publish(shipment, account, context)
        } catch {
            return outcome(of: error)
        }
    }

    /// Everything that is sent can be sent again: uploads are new files, the product is found by its permalink, an
    /// update says the whole state.
    package func lookUp(_ shipment: Shipment, in context: any StageContext) async -> LookUp { .repeatable }

    private func publish(
        _ shipment: Shipment, _ account: GumroadAPI.Account, _ context: any StageContext
    ) async throws -> DeliveryOutcome {
        let permalink = Self.permalink(shipment)
        let files = try await upload(shipment, account, context)
        let draft = GumroadProductDraft(shipment: shipment, permalink: permalink, files: files)
        let product = try await createOrUpdate(draft, previous: shipment.previous?.externalID, account)
        try await setPictures(shipment, product.id, account, context)
        if shipment.distribution.publish == .live {
            _ = try await api.send(.put, "products/\(product.id)/enable", body: [:], account)
        }
        return .confirmed(externalID: product.id, location: product.location)
    }

    private func createOrUpdate(
        _ draft: GumroadProductDraft, previous: String?, _ account: GumroadAPI.Account
    ) async throws -> GumroadProduct {
        if let known = try await existing(draft.permalink, previous: previous, account) {
            return try await api.product(.put, "products/\(known)", body: draft.updateBody, account)
        }
        do {
            return try await api.product(.post, "products", body: draft.createBody, account)
        } catch let error as GumroadError where error.code == .permalinkTaken {
            guard let known = try await find(draft.permalink, account) else { throw error }
            return try await api.product(.put, "products/\(known)", body: draft.updateBody, account)
        }
    }

    /// What an earlier delivery made; a product that somebody deleted at the shop is made anew.
    private func existing(
        _ permalink: String, previous: String?, _ account: GumroadAPI.Account
    ) async throws -> String? {
        if let previous {
            do {
                return try await api.product(.get, "products/\(previous)", body: nil, account).id
            } catch let error as GumroadError where error.code == .notFound {}
        }
        return try await find(permalink, account)
    }

    /// Looks through the account's products, ten to a page.
    private func find(_ permalink: String, _ account: GumroadAPI.Account) async throws -> String? {
        var query = ""
        for _ in 0..<GumroadAPI.pageLimit {
            let page = try await api.page(query, account)
            if let product = page.products.first(where: { $0.customPermalink == permalink }) { return product.id }
            guard let next = page.nextPageKey else { return nil }
            query = "?page_key=\(next)"
        }
        return nil
    }

    private func upload(
        _ shipment: Shipment, _ account: GumroadAPI.Account, _ context: any StageContext
    ) async throws -> [GumroadFile] {
        var files: [GumroadFile] = []
        for asset in shipment.saleFiles {
            let bytes = try await context.load(asset.digest, limit: Self.fileLimit)
            files.append(GumroadFile(url: try await api.upload(bytes, name: asset.fileName, account), asset: asset))
        }
        guard !files.isEmpty else {
            throw GumroadError(.rejected, "\(shipment.version.product) has no file to sell; name `files` in distribute")
        }
        return files
    }

    private func setPictures(
        _ shipment: Shipment, _ id: String, _ account: GumroadAPI.Account, _ context: any StageContext
    ) async throws {
        if let cover = shipment.asset(.cover) {
            let blob = try await api.directUpload(
                try await context.load(cover.digest, limit: Self.fileLimit), of: cover, account)
            try await api.replaceCovers(of: id, with: blob, account)
        }
        if let square = shipment.asset(.thumbnail) {
            let blob = try await api.directUpload(
                try await context.load(square.digest, limit: Self.fileLimit), of: square, account)
            _ = try await api.send(.post, "products/\(id)/thumbnail", body: ["signed_blob_id": .string(blob)], account)
        }
    }

    private func outcome(of error: any Error) -> DeliveryOutcome {
        guard let error = error as? GumroadError else { return .notSent(reason: "\(error)") }
        switch error.code {
        case .rejected, .unauthorized, .permalinkTaken, .notFound, .missingToken: return .failed(reason: error.message)
        case .rateLimited, .notSent: return .notSent(reason: error.message)
        case .unknown: return .unknown(reason: error.message)
        }
    }

    /// `pw-` and 20 hexadecimal digits of the product's identity: within Gumroad's alphabet.
    static func permalink(_ shipment: Shipment) -> String {
        let plan = shipment.delivery.plan
        return "pw-" + Digest(of: "\(plan.channel.account)\n\(plan.version.product)").hex.prefix(20)
    }
}

package import Pipelines

extension MemoryStageContext {
    // MARK: Content-addressed bytes

    /// Fenced; the address is the SHA-256 of the bytes.
    package func store(
        _ bytes: [UInt8], mediaType: String, role: AssetRole, fileName: String
    ) async throws -> AssetReference {
        try await record.check(request.job)
        return await record.store(bytes, mediaType: mediaType, role: role, fileName: fileName)
    }

    /// Stored bytes; refused above `limit`.
    package func load(_ digest: Digest, limit: Int) async throws -> [UInt8] {
        try await record.load(digest, limit: limit)
    }

    // MARK: Documents

    /// What was recorded for the address.
    package func knownDocument(at url: String) async throws -> KnownDocument? { await record.knownDocument(at: url) }

    /// Fenced; stores the document's canonical JSON.
    package func record(
        _ document: Document, validators: Validators, rights: Rights, site: String?
    ) async throws -> DocumentReference {
        try await record.check(request.job)
        return try await record.record(document, validators: validators, rights: rights, site: site)
    }

    /// Fenced; the record's clock counts from here.
    package func confirmDocument(at url: String, validators: Validators) async throws {
        try await record.check(request.job)
        await record.confirmDocument(at: url, validators: validators)
    }

    /// Fenced.
    package func noteGone(documentAt url: String) async throws {
        try await record.check(request.job)
        await record.noteGone(documentAt: url)
    }

    /// Fenced.
    package func record(_ listing: SourceListing) async throws {
        try await record.check(request.job)
        await record.record(listing)
    }

    /// What was learnt before the run first asked for anything of a site.
    package func knownSite(_ site: String) async throws -> KnownSite {
        await record.knownSite(site, in: request.run.id)
    }

    /// Whole pages, by their addresses.
    package func documents(ofSite site: String, limit: Int) async throws -> [Digest] {
        await record.documents(ofSite: site, limit: limit)
    }

    /// Fenced; the run itself does not know it.
    package func record(_ shared: SharedLines, ofSite site: String) async throws {
        try await record.check(request.job)
        await record.learn(shared, ofSite: site)
    }

    // MARK: Generations

    /// A recorded answer.
    package func generation(_ prompt: Digest) async throws -> Generation? { await record.generation(prompt) }

    /// Fenced; settles the reservation and counts the cost once.
    package func record(_ generation: Generation) async throws {
        try await record.check(request.job)
        await record.record(generation, for: request)
    }

    /// Fenced; refused when the run, the item or the month has less left.
    package func reserve(_ cost: Money) async throws -> BudgetReservation {
        try await record.check(request.job)
        return try await record.reserve(cost, for: request)
    }

    /// Gives the reservation back.
    package func release(_ reservation: BudgetReservation) async throws { await record.release(reservation) }
}

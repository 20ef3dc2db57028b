import Foundation
package import ObjectStorage
package import Pipelines
import Postgres

/// Applied pipelines: rows with the canonical form, and the bundle's files by their digest.
package struct PipelineStore: Sendable {
    let database: TenantDatabase
    private let assets: AssetStore

    package init(database: TenantDatabase, objects: any ObjectStore) {
        self.database = database
        assets = AssetStore(database: database, objects: objects)
    }

    /// Stores a bundle with its channels, and imports the readers that they name. Applying the same again changes
    /// nothing but the time; applying an older version again makes it the newest.
    ///
    /// - Parameters:
    ///   - pipeline: what the bundle was validated as.
    ///   - channels: the accounts of its `channels.yaml`; `subscribers` names a CSV file of the bundle.
    ///   - prune: also removes this pipeline's other versions that no run was made with, and the channels of the
    ///     tenant that no stored pipeline sends to any more.
    ///   - scheduleMode: whether the runs of its schedule are live; `nil` leaves that as it is, at first to rehearse.
    ///   - defaultProvider: who writes for agents that name nobody: the stage's jobs are limited with their account.
    ///   - actor: who applies, for the record.
    package func apply(
        _ bundle: PipelineBundle, as pipeline: Pipeline, channels: [Channel] = [], prune: Bool = false,
        scheduleMode: RunMode? = nil, defaultProvider: String? = nil, by actor: String, for tenant: TenantID
    ) async throws -> AppliedPipeline {
        for (_, bytes) in bundle.files { _ = try await assets.put(bytes) }
        let version = try Self.version(of: bundle, as: pipeline)
        let limitKeys = pipeline.limitKeys(defaultProvider: defaultProvider)
        let row = try await database.withTenant(tenant) { connection in
            try await connection.query(fileRows(bundle, tenant))
            let row = try await connection.query(versionRow(bundle, pipeline, version, limitKeys, tenant)).onlyRow
            var rest = try channels.map { try ChannelStore.upsert($0, tenant: tenant) }
            rest.append(scheduling(pipeline, scheduleMode, tenant))
            if prune { rest += pruning(pipeline, channels, tenant) }
            if try row.decode("is_new") { rest.append(try applied(pipeline, version, actor, tenant)) }
            for outcome in try await connection.pipeline(rest) { _ = try outcome.get() }
            return row
        }
        let subscribers = SubscriberStore(database: database)
        for channel in channels {
            guard let path = channel.settings["subscribers"], let csv = bundle.files[path] else { continue }
            try await subscribers.importCSV(
                csv, into: channel.name, source: "\(path) of \(pipeline.name)", for: tenant)
        }
        return AppliedPipeline(
            id: try row.decode("id"), version: version, pipeline: pipeline, files: bundle.digests,
            appliedAt: try row.decodeDate("applied_at"), isNew: try row.decode("is_new"))
    }

    /// The digest of what makes a version: the pipeline's canonical form, and the files that it reads.
    package static func version(of bundle: PipelineBundle, as pipeline: Pipeline) throws -> Digest {
        try JSONValue.object([
            "pipeline": .string(try pipeline.version().hex), "bundle": .string(try bundle.digest().hex),
        ]).digest()
    }

    /// The version of a pipeline that was applied last.
    package func latest(_ name: String, for tenant: TenantID) async throws -> AppliedPipeline? {
        try await list(name: name, for: tenant).first
    }

    /// Each pipeline's newest version, by name.
    package func list(name: String? = nil, for tenant: TenantID) async throws -> [AppliedPipeline] {
        let rows = try await database.query(
            """
            SELECT DISTINCT ON (name) id, version, document, bundle, applied_at FROM presswork.pipeline
            WHERE tenant_id = \(tenant) AND (\(nullable: name)::text IS NULL OR name = \(nullable: name))
            ORDER BY name, applied_at DESC
            """, in: tenant)
        return try rows.map { row in
            AppliedPipeline(
                id: try row.decode("id"), version: try row.decode("version"), pipeline: try row.decodeJSON("document"),
                files: try row.decodeJSON("bundle"), appliedAt: try row.decodeDate("applied_at"), isNew: false)
        }
    }

    /// The bytes of one file of an applied bundle.
    package func bundleFile(_ path: String, of applied: AppliedPipeline, for tenant: TenantID) async throws -> [UInt8] {
        guard let digest = applied.files[path] else {
            throw CatalogError(.notFound, "the bundle of \(applied.pipeline.name) holds no file `\(path)`")
        }
        return try await assets.load(digest, limit: PipelineBundle.byteLimit, tenant: tenant)
    }
}

import Pipelines
import Postgres

extension PipelineStore {
    func fileRows(_ bundle: PipelineBundle, _ tenant: TenantID) -> PostgresQuery {
        let files = bundle.files.values.map { (Digest(of: $0), $0.count) }
        let sizes = Dictionary(files, uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }
        return """
            INSERT INTO presswork.asset (tenant_id, digest, media_type, byte_count)
            SELECT \(tenant), digest, 'application/octet-stream', byte_count
            FROM unnest(\(sizes.map(\.key)), \(sizes.map(\.value))) AS file (digest, byte_count)
            ON CONFLICT DO NOTHING
            """
    }

    func versionRow(
        _ bundle: PipelineBundle, _ pipeline: Pipeline, _ version: Digest, _ limitKeys: [Stage: String],
        _ tenant: TenantID
    ) throws -> PostgresQuery {
        let keys = Dictionary(uniqueKeysWithValues: limitKeys.map { ($0.rawValue, $1) })
        return """
            INSERT INTO presswork.pipeline AS p (tenant_id, name, version, bundle, document, limit_keys)
            VALUES (\(tenant), \(pipeline.name), \(version), \(try PostgresJSON(encoding: bundle.digests)),
                \(try PostgresJSON(encoding: pipeline)), \(try PostgresJSON(encoding: keys)))
            ON CONFLICT (tenant_id, name, version) DO UPDATE SET applied_at = now(), limit_keys = excluded.limit_keys
            RETURNING p.id, p.applied_at, (p.xmax = 0) AS is_new
            """
    }

    /// A schedule whose times were changed begins now: what the new times would have been before was never promised.
    func scheduling(_ pipeline: Pipeline, _ mode: RunMode?, _ tenant: TenantID) -> PostgresQuery {
        guard let schedule = pipeline.schedule else {
            return """
                DELETE FROM presswork.schedule WHERE tenant_id = \(tenant) AND pipeline_name = \(pipeline.name)
                """
        }
        return """
            INSERT INTO presswork.schedule AS s (
                tenant_id, pipeline_name, cron, timezone, catchup, catchup_most, catchup_window, jitter, mode)
            VALUES (\(tenant), \(pipeline.name), \(schedule.cron), \(schedule.timezone), \(schedule.catchup.rawValue),
                \(schedule.catchupMost ?? ScheduleSpec.mostCaughtUp),
                \(nullable: schedule.catchupWindow.map { Duration.seconds($0) }),
                \(Duration.seconds(schedule.jitter ?? 0)), \((mode ?? .rehearse).rawValue))
            ON CONFLICT (tenant_id, pipeline_name) DO UPDATE
            SET cron = excluded.cron, timezone = excluded.timezone, catchup = excluded.catchup,
                catchup_most = excluded.catchup_most, catchup_window = excluded.catchup_window,
                jitter = excluded.jitter,
                mode = coalesce(\(nullable: mode?.rawValue), s.mode),
                decided_until = CASE
                    WHEN (s.cron, s.timezone) = (excluded.cron, excluded.timezone) THEN s.decided_until ELSE now() END
            """
    }

    func pruning(_ pipeline: Pipeline, _ channels: [Channel], _ tenant: TenantID) -> [PostgresQuery] {
        [
            """
            DELETE FROM presswork.pipeline p
            WHERE p.tenant_id = \(tenant) AND p.name = \(pipeline.name) AND p.applied_at < now()
                AND NOT EXISTS (SELECT FROM presswork.run r WHERE r.pipeline_id = p.id)
                AND NOT EXISTS (SELECT FROM presswork.backfill b WHERE b.pipeline_id = p.id)
            """,
            """
            DELETE FROM presswork.channel c
            WHERE c.tenant_id = \(tenant) AND c.kind || '/' || c.name <> ALL(\(channels.map(\.name.description)))
                AND NOT EXISTS (
                    SELECT FROM presswork.pipeline p, jsonb_array_elements(p.document -> 'distribution') AS entry
                    WHERE p.tenant_id = c.tenant_id AND entry ->> 'channel' = c.kind || '/' || c.name)
            """,
        ]
    }

    func applied(
        _ pipeline: Pipeline, _ version: Digest, _ actor: String, _ tenant: TenantID
    ) throws -> PostgresQuery {
        try EventStore.insertion(
            Event.New(
                kind: "pipeline.applied", actor: actor,
                data: .object(["name": .string(pipeline.name), "version": .string(version.hex)])),
            tenant: tenant)
    }
}

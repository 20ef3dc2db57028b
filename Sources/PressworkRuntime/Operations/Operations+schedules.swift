package import Catalog
package import Foundation
import Pipelines

extension Operations {
    /// The schedule of a pipeline.
    ///
    /// - Throws: ``RuntimeError`` `notFound` when there is no such pipeline, or it does not run by itself.
    package func schedule(of name: String) async throws -> ScheduleRecord {
        if let schedule = try await schedules.list(name, for: tenant).first { return schedule }
        _ = try await pipeline(named: name)
        throw RuntimeError(.notFound, "\(name) does not run by itself: its manifest has no `make`.")
    }

    /// Makes the runs of a schedule live from the next one on, if they have what they need.
    ///
    /// - Throws: ``RuntimeError`` `secretMissing` naming everything that is missing; the schedule stays as it is.
    package func makeLive(_ name: String, by actor: String) async throws -> ScheduleRecord {
        let schedule = try await schedule(of: name)
        let otherwise =
            schedule.mode == .live ? "Its schedule is live all the same." : "Its schedule goes on rehearsing."
        try LiveCheck(settings: platform.settings).require(
            try await pipeline(named: name).pipeline,
            channels: try await ChannelStore(database: platform.database).list(for: tenant), otherwise: otherwise)
        try await schedules.set(.live, of: name, by: actor, for: tenant)
        return try await self.schedule(of: name)
    }

    /// Makes the runs of a schedule rehearsals from the next one on.
    package func rehearse(_ name: String, by actor: String) async throws -> ScheduleRecord {
        _ = try await schedule(of: name)
        try await schedules.set(.rehearse, of: name, by: actor, for: tenant)
        return try await schedule(of: name)
    }

    /// Keeps a schedule from firing.
    package func pauseSchedule(_ name: String, by actor: String) async throws -> ScheduleRecord {
        _ = try await schedule(of: name)
        try await schedules.pause(name, by: actor, for: tenant)
        return try await schedule(of: name)
    }

    /// Lets a schedule fire again.
    ///
    /// - Parameter catchingUp: whether what it missed follows its catch-up policy; otherwise it is given up.
    package func resumeSchedule(_ name: String, catchingUp: Bool, by actor: String) async throws -> ScheduleRecord {
        _ = try await schedule(of: name)
        try await schedules.resume(name, catchingUp: catchingUp, by: actor, for: tenant)
        return try await schedule(of: name)
    }

    /// Makes a run now, as the schedule would: in its mode, with its parameters. Its times stay as they are.
    package func trigger(_ name: String, by actor: String) async throws -> EnqueuedRun {
        let schedule = try await schedule(of: name)
        return try await enqueue(
            try await pipeline(named: name),
            RunOrder(parameters: schedule.parameters, mode: schedule.mode, actor: actor))
    }
}

extension ScheduleRecord {
    /// The next times after `moment`, before their jitter; none while the schedule is paused.
    ///
    /// - Throws: ``CronError`` or ``RuntimeError`` when this machine cannot read the schedule.
    package func next(_ count: Int, after moment: Date) throws -> [Date] {
        guard pausedAt == nil else { return [] }
        return try CronExpression(spec.cron).times(after: moment, in: try spec.zone(of: pipeline), count: count)
    }
}

extension ScheduleSpec {
    /// The time zone.
    ///
    /// - Throws: ``RuntimeError`` when this machine does not know it.
    func zone(of pipeline: String) throws -> TimeZone {
        guard let zone = TimeZone(identifier: timezone) else {
            throw RuntimeError(.refused, "\(pipeline): \(timezone) is not a time zone here.")
        }
        return zone
    }
}

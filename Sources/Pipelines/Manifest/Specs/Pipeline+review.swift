package import Foundation

extension Pipeline {
    /// Until when a person is asked to decide on what waits since `date`: the next such time of the week, by the clock of the
    /// schedule, else of UTC. `nil` when the manifest does not say.
    package func reviewDeadline(waitingSince date: Date) -> Date? {
        guard let by = review?.by, let time = ManifestScalar.weekTime(by),
            let zone = TimeZone(identifier: schedule?.timezone ?? "UTC"),
            let expression = try? CronExpression("\(time.minutes % 60) \(time.minutes / 60) * * \(time.weekday)")
        else { return nil }
        return expression.next(after: date, in: zone)
    }
}

/// `make`: when runs are made.
package struct ScheduleSpec: Sendable, Hashable, Codable {
    /// What becomes of times that were missed.
    package enum Catchup: String, Sendable, Hashable, Codable, CaseIterable { case skip, latest, all }

    package var cron: String
    /// IANA name.
    package var timezone: String
    package var catchup: Catchup

    package init(cron: String, timezone: String = "UTC", catchup: Catchup = .latest) {
        self.cron = cron
        self.timezone = timezone
        self.catchup = catchup
    }
}

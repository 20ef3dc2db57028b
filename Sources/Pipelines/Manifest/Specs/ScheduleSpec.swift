/// `make`: when runs are made.
package struct ScheduleSpec: Sendable, Hashable, Codable {
    /// What becomes of times that were missed.
    package enum Catchup: String, Sendable, Hashable, Codable, CaseIterable { case skip, latest, all }

    package var cron: String
    /// IANA name.
    package var timezone: String
    package var catchup: Catchup
    /// The most times that `all` catches up, the newest ones; ``mostCaughtUp`` when nil.
    package var catchupMost: Int?
    /// How old a missed time may be for `all` to catch it up, in seconds; any age when nil.
    package var catchupWindow: Int?
    /// The most seconds by which a time fires later, so that many schedules of one time do not begin at once.
    package var jitter: Int?

    /// What `all` catches up when the manifest does not say.
    package static let mostCaughtUp = 100

    package init(
        cron: String, timezone: String = "UTC", catchup: Catchup = .latest, catchupMost: Int? = nil,
        catchupWindow: Int? = nil, jitter: Int? = nil
    ) {
        self.cron = cron
        self.timezone = timezone
        self.catchup = catchup
        self.catchupMost = catchupMost
        self.catchupWindow = catchupWindow
        self.jitter = jitter
    }
}

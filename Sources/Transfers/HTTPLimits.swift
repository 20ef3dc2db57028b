/// What a request may cost at most.
package struct HTTPLimits: Sendable, Equatable {
    /// From the call to the last byte, with waiting for a free slot and every redirect.
    package var total: Duration
    /// Name, connection and TLS of one hop.
    package var connect: Duration
    /// A transfer slower than `lowSpeedBytesPerSecond` for this long is given up.
    package var lowSpeedTime: Duration
    package var lowSpeedBytesPerSecond: Int
    /// Of the decoded body.
    package var bodyBytes: Int
    /// Of all header lines of one answer.
    package var headerBytes: Int

    package init(
        total: Duration = .seconds(60), connect: Duration = .seconds(10), lowSpeedTime: Duration = .seconds(20),
        lowSpeedBytesPerSecond: Int = 100, bodyBytes: Int = 32 << 20, headerBytes: Int = 256 << 10
    ) {
        self.total = total
        self.connect = connect
        self.lowSpeedTime = lowSpeedTime
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
    }
}

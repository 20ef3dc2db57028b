package import Pipelines

/// How tables of Airtable are reached.
package struct AirtableAccess: Sendable {
    let secrets: any SecretSource
    /// Without a slash at its end.
    let address: String

    /// - Parameter address: of the web API; tests have their own.
    package init(secrets: any SecretSource, address: String = "https://api.airtable.com") {
        self.secrets = secrets
        self.address = address
    }

    /// Five requests a second for each base, whoever asks (https://airtable.com/developers/web/api/rate-limits).
    static let pace = Pace(interval: .milliseconds(200))
    /// How long a base refuses everything once it was asked too fast.
    static let penalty: Duration = .seconds(30)
    /// Rows of one answer.
    static let pageSize = 100
}

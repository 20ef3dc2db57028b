import Pipelines
import Transfers

/// One client for each mail server, so that its connections are kept.
actor MailServers {
    private var clients: [Secret: SMTPClient] = [:]

    /// - Throws: `SMTPError` for a URL that is none.
    func client(for url: Secret) throws -> SMTPClient {
        if let client = clients[url] { return client }
        let client = try SMTPClient(try SMTPEndpoint(url: url.revealed))
        clients[url] = client
        return client
    }
}

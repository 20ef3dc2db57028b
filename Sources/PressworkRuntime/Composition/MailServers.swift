import EventLoops
import Pipelines
import Transfers

/// One client for each mail server, so that its connections are kept.
actor MailServers {
    private let loop: EventLoop
    private var clients: [Secret: SMTPClient] = [:]

    init(loop: EventLoop) { self.loop = loop }

    /// - Throws: `SMTPError` for a URL that is none.
    func client(for url: Secret) throws -> SMTPClient {
        if let client = clients[url] { return client }
        let client = try SMTPClient(try SMTPEndpoint(url: url.revealed), on: loop)
        clients[url] = client
        return client
    }
}

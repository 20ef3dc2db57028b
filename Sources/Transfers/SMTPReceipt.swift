/// The server has taken responsibility for a message.
package struct SMTPReceipt: Sendable {
    /// Its reply to the message; often with its queue id.
    package let reply: SMTPReply
    /// The address of the server.
    package let remoteAddress: String
}

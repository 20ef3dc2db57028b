/// How a host with an address of an inner network is let in.
package enum AddressAllowance: Hashable, Sendable {
    /// By the setting that names such hosts.
    case setting
    /// By an option of the command that was given.
    case option(String)

    /// The end of the sentence that refuses a host: what to do if it is meant.
    ///
    /// - Parameter url: what was refused, perhaps behind a redirect.
    func advice(for url: WebURL?) -> String {
        switch self {
        case .setting: "if it is yours, add \(url?.authority ?? "it") to PRESSWORK_ALLOWED_HOSTS"
        case .option(let name): "if it is yours, give \(name)"
        }
    }
}

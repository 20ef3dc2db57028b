import Hummingbird

/// Some routes of a server: what they serve is in the extensions that make them.
package struct Routes: Sendable {
    let add: @Sendable (Router<RouteContext>) -> Void

    init(_ add: @escaping @Sendable (Router<RouteContext>) -> Void) { self.add = add }
}

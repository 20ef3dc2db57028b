import Foundation
package import Pipelines

extension Identifier where Subject == Named.Tenant {
    /// The tenant that the first migration makes: `00000000-0000-7000-8000-000000000001`.
    package static var `default`: TenantID {
        TenantID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1)))
    }
}

package import Pipelines
import Postgres

extension ChannelKind: PostgresDecodable {}
extension DeliveryAction: PostgresDecodable {}
extension DeliveryState: PostgresDecodable {}
extension Rights: PostgresDecodable {}
extension Stage: PostgresDecodable {}

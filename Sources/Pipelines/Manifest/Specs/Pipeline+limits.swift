extension Pipeline {
    /// What the jobs of a stage use that has a limit of its own, where it is the same for all that they do: the account of
    /// the one provider who writes every text.
    ///
    /// - Parameter provider: who writes for agents that name nobody; nil when that is not known here.
    package func limitKeys(defaultProvider provider: String?) -> [Stage: String] {
        let names = Set(products.flatMap(\.write).flatMap(\.agents))
        let providers = Set(names.map { agents[$0]?.provider ?? provider })
        guard providers.count == 1, case let only?? = providers.first, only != ProviderAccount.builtIn else {
            return [:]
        }
        return [.generate: ProviderAccount.limitKey(only)]
    }
}

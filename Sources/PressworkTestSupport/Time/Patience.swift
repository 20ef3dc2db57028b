extension Duration {
    /// How long a test waits for what has to come. Only what hangs takes longer, however slow or busy the machine is.
    package static let patience: Duration = .seconds(300)
}

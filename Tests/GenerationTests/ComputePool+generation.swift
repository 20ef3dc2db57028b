import EventLoops

extension ComputePool {
    /// Where the stage's tests compute.
    static let generation = ComputePool(name: "generation", threads: 1)
}

import Imaging

/// What a template decides for one cover: where and how the words stand, and what is drawn under them.
protocol CoverDesign {
    var layout: CoverLayout { get }
    var lettering: CoverLettering { get }
    /// The colour of the series and of what follows the title's colon; nil: that of the title.
    var highlight: RGB? { get }
    /// Everything but the words.
    func ground(dither: Bool, with rasterizer: Rasterizer) throws(ImagingError) -> Canvas
}

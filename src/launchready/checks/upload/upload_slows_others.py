from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.growth import growth_level
from launchready.derive.load.words import percentiles, slower
from launchready.facts.crowd import UploadBeside
from launchready.facts.load import LoadRun
from launchready.model.check import UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Uploads slow everybody down",
    impact="One big photo freezes the shop for the others.",
    severity=Severity.MEDIUM,
    rows=("upload.nonblocking",),
    references=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/PresignedUrlUploadObject.html",
    ),
)
def upload_slows_others(
    beside: UploadBeside, profile: Profile, run: LoadRun | None = None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Quick reads while a few people upload without a pause: their 95th percentile doubles against the
    one before (`neighbour_p95_ratio`; a time below 20 ms counts as 20 ms), beyond chance.

    ## Why it matters
    An upload holds a worker as long as the slowest phone needs. With four workers, four photos
    stop the product.

    ## How to fix it
    Let the browser upload to the file store itself (a signed URL), make thumbnails in a background
    job, and never handle a file in the thread that answers everybody.

    ## Example
    ```python
    image = Image.open(request.files["photo"].stream).resize((800, 800))
    ```

    Use instead:
    ```python
    url = store.generate_presigned_url("put_object", {"Bucket": "photos", "Key": key})
    ```
    """
    if beside.void:
        raise UnclearError(beside.void)
    if beside.uploads <= beside.uploads_failed:
        message = f"none of {beside.uploads} uploads succeeded, so nothing was beside them"
        raise UnclearError(message)
    threshold = profile.threshold("neighbour_p95_ratio")
    if growth_level(beside.alone, beside.beside, threshold) is Level.FAILED:
        yield Finding(
            subject=beside.subject,
            message=f"Beside uploads to {beside.subject} other pages got"
            f" {slower(beside.alone, beside.beside)}.",
            fix="Let the browser upload to the file store itself with a signed URL, and make"
            " thumbnails in a background job.",
            verify=measured_again(run, "upload-slows-others"),
            evidence=(
                f"reads alone: {percentiles(beside.alone)}",
                f"reads beside {beside.uploads:,} uploads: {percentiles(beside.beside)}",
            ),
        )

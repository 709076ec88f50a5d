package io.hostward.cli.bulk;

import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.upload.CopyCheck;
import io.hostward.bulk.upload.CopyingCarrier;
import io.hostward.bulk.upload.ReadBack;
import io.hostward.bulk.upload.UploadCarrier;
import io.hostward.bulk.vsphere.VSphereListings;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.site.OpenSite;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A vSphere to which runs deliver.
 *
 * @param opened where it is logged in
 * @param policy ranks the hosts
 * @param executor for what blocks
 * @param planning gets lines that tell how far a plan is
 */
record Site(
    OpenSite opened, HostSelectionPolicy policy, Executor executor, Consumer<String> planning) {

  /**
   * Begins the settings of a run.
   *
   * @param verification of copies; that of uploads is for {@code settings} to say
   */
  BulkRunBuilder run(VerificationMode verification, UnaryOperator<UploadRequest> settings) {
    CopyCheck check =
        verification == VerificationMode.SHA256
            ? new ReadBack(opened.hostward().files(), Sources.local())
            : CopyCheck.SIZE;
    return BulkRun.builder()
        .listings(
            new PlanningLines(new VSphereListings(opened.vsphere()), planning, System::nanoTime))
        .carrier(
            new CopyingCarrier(
                opened.vsphere(),
                new UploadCarrier(opened.hostward(), opened.vsphere(), policy, settings, executor),
                check,
                executor));
  }

  /** Returns what a failure of a whole run means: of the server, or of a local file. */
  static CommandFailure failure(IOException e) {
    if (e instanceof InterruptedIOException) {
      return CommandFailure.interrupted();
    }
    return e instanceof VSphereException
        ? CommandFailure.of(e)
        : new CommandFailure(ExitCode.USAGE, CommandFailure.words(e), e);
  }
}

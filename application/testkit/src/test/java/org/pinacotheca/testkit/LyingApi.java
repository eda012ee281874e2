package org.pinacotheca.testkit;

import java.util.function.UnaryOperator;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;

/** An API whose outcomes differ from what was done, for laws to detect. */
public record LyingApi(GalleryApi api, UnaryOperator<Object> lie) implements GalleryApi {
  @Override
  public Reply call(Caller caller, Object command) {
    return api.call(caller, command) instanceof Reply.Done done
        ? new Reply.Done(lie.apply(done.outcome()))
        : new Reply.Refused(LyingApi.class);
  }
}

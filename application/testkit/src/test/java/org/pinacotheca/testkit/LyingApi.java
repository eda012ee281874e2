package org.pinacotheca.testkit;

import java.util.function.UnaryOperator;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.Reply;

/** An API whose replies differ from what was done, for laws to detect. */
public record LyingApi(GalleryApi api, UnaryOperator<Reply.Done> lie) implements GalleryApi {
  @Override
  public boolean offers(Caller caller, Call call) {
    return true;
  }

  @Override
  public Reply call(Caller caller, Call call) {
    return api.call(caller, call) instanceof Reply.Done done
        ? lie.apply(done)
        : new Reply.Refused("nothing");
  }
}

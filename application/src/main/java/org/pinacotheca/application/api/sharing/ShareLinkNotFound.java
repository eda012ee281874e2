package org.pinacotheca.application.api.sharing;

import org.pinacotheca.application.api.CommandRefusal;

/** There is no such link, or it has ended, or takes no more visits. */
public record ShareLinkNotFound()
    implements CommandRefusal, RemoveShareLink.Outcome, VisitShareLink.Outcome {}

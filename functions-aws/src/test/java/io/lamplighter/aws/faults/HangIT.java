package io.lamplighter.aws.faults;

import io.lamplighter.reliability.Hangs;

class HangIT extends Hangs<BrokenAws> {
    @Override
    protected BrokenAws broken() {
        return BrokenAws.usual();
    }
}

// Tells whether a page waits for its script, by the messages that it exchanges with Streamlit's server: for a run that was
// asked for, or that follows another or is still to be drawn, but not for what is drawn anew every few seconds of itself.
// Their numbers are those of Streamlit's protocol: ForwardMsg, BackMsg, ClientState and RunIdentity (proto/*.proto).
window.runs = (() => {
    const SENT = { rerun: 11, fragment: 5, ofItself: 6 };
    const HEARD = { metadata: 2, begun: 4, ended: 6, run: 6, fragments: 2 };
    const ANOTHER_FOLLOWS = 2, WHOLE_PAGE = "";
    // Nothing is answered to a fragment that a run took off the page while it asked (AppSession.request_rerun).
    const IS_GONE_AFTER_MILLISECONDS = 10_000;
    const asked = new Set(), ofThemselves = new Set();
    let isGoing = false, isOfItself = false, askedOrAnsweredAt = 0;

    /** Returns the values of a message of protocol buffers, by the number of their field. */
    const fields = (bytes) => {
        const found = new Map();
        let at = 0;
        const number = () => {
            for (let value = 0, place = 1; ; place *= 128) {
                const byte = bytes[at++];
                value += (byte % 128) * place;
                if (byte < 128) return value;
            }
        };
        while (at < bytes.length) {
            const tag = number(), kind = tag % 8;
            let value;
            if (kind === 0) value = number();
            else {
                const length = kind === 2 ? number() : kind === 1 ? 8 : 4;
                value = bytes.subarray(at, at + length);
                at += length;
            }
            const field = Math.floor(tag / 8);
            found.set(field, [...(found.get(field) ?? []), value]);
        }
        return found;
    };
    const text = (bytes) => new TextDecoder().decode(bytes);
    const first = (found, field) => found.get(field)?.[0];

    const sent = (bytes) => {
        const rerun = first(fields(bytes), SENT.rerun);
        if (!rerun) return;
        const asks = fields(rerun);
        const fragment = text(first(asks, SENT.fragment) ?? new Uint8Array());
        if (first(asks, SENT.ofItself)) ofThemselves.add(fragment);
        else {
            ofThemselves.delete(fragment);
            asked.add(fragment);
            askedOrAnsweredAt = performance.now();
        }
    };
    const heard = (bytes) => {
        const message = fields(bytes);
        if (message.has(HEARD.begun)) {
            const run = first(fields(first(message, HEARD.metadata) ?? new Uint8Array()), HEARD.run);
            const fragments = (fields(run ?? new Uint8Array()).get(HEARD.fragments) ?? []).map(text);
            if (fragments.length) fragments.forEach((each) => asked.delete(each));
            else asked.clear();
            isGoing = true;
            isOfItself = fragments.length > 0 && fragments.every((each) => ofThemselves.has(each));
        }
        if (message.has(HEARD.ended)) {
            isGoing &&= first(message, HEARD.ended) === ANOTHER_FOLLOWS;
            if (!isOfItself) askedOrAnsweredAt = performance.now();
        }
    };

    window.WebSocket = class extends window.WebSocket {
        constructor(...where) {
            super(...where);
            this.addEventListener("message", ({ data }) => data instanceof ArrayBuffer && heard(new Uint8Array(data)));
        }
        send(data) {
            if (ArrayBuffer.isView(data)) sent(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
            super.send(data);
        }
    };
    const isDrawn = () => document.querySelector("[data-test-script-state=notRunning]") !== null;
    const isAwaited = () => asked.size > 0
        && (asked.has(WHOLE_PAGE) || performance.now() - askedOrAnsweredAt < IS_GONE_AFTER_MILLISECONDS);
    return { areUnderWay: () => isAwaited() || (isGoing ? !isOfItself : !isDrawn()) };
})();

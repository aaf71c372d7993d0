// usage: client <device endpoint> <token endpoint>
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/oauth2"
)

func main() {
	ctx := context.Background()
	config := oauth2.Config{
		ClientID: "x-oauth2",
		Endpoint: oauth2.Endpoint{DeviceAuthURL: os.Args[1], TokenURL: os.Args[2]},
	}
	started, err := config.DeviceAuth(ctx)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	fmt.Println("visit", started.VerificationURIComplete)
	fmt.Println("code", started.UserCode)
	token, err := config.DeviceAccessToken(ctx, started)
	var refusal *oauth2.RetrieveError
	if errors.As(err, &refusal) {
		fmt.Println("error", refusal.ErrorCode)
	} else if err != nil {
		fmt.Println("error", err)
	} else {
		fmt.Println("token", token.AccessToken)
	}
}
